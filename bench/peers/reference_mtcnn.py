"""MTCNN of facenet-pytorch 2.6.0: the reference of core/faces, for its benchmark and its fixture.

The package wants an older torch, so it is installed without its dependencies. Of torchvision it calls non-maximum suppression; where
torchvision cannot be loaded beside this torch, nms.c stands in, which is the same loop in C.
"""
import ctypes
import subprocess
import sys
import tempfile
import types
from pathlib import Path

import numpy
import torch

# torchvision takes boxes apart by their class above this, and moves the classes apart below.
FEW_NUMBERS = 4000


def open_mtcnn(**settings):
    """A facenet_pytorch.MTCNN that finds all faces."""
    require_torchvision()
    from facenet_pytorch import MTCNN

    return MTCNN(keep_all=True, **settings)


def order_equals_stably() -> None:
    """Lets the last of equally likely boxes come first, always: NumPy's usual sort leaves the order of equals open, and it differs
    between processors. Nothing else of the reference changes."""
    from facenet_pytorch.models.utils import detect_face

    class Stable:
        def __getattr__(self, name: str):
            return getattr(numpy, name)

        def argsort(self, values: numpy.ndarray) -> numpy.ndarray:
            return numpy.argsort(values, kind="stable")

    detect_face.np = Stable()


def detect(mtcnn, pictures: numpy.ndarray) -> list[dict]:
    """Faces of each picture [N, H, W, 3]: boxes [n, 4], probabilities [n], points [n, 5, 2], the largest first."""
    found = []
    for boxes, probabilities, points in zip(*mtcnn.detect(pictures, landmarks=True), strict=True):
        if boxes is None:
            found.append({"boxes": [], "probabilities": [], "points": []})
        else:
            lists = boxes.tolist(), probabilities.tolist(), points.tolist()
            found.append(dict(zip(("boxes", "probabilities", "points"), lists, strict=True)))
    return found


def require_torchvision() -> None:
    if "torchvision" in sys.modules:
        return
    try:
        import torchvision  # noqa: F401
    except (ImportError, RuntimeError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        stand_in()


def stand_in() -> None:
    names = ["torchvision", "torchvision.transforms", "torchvision.transforms.functional", "torchvision.ops", "torchvision.ops.boxes"]
    for name in names:
        sys.modules[name] = types.ModuleType(name)
    sys.modules["torchvision.transforms"].functional = sys.modules["torchvision.transforms.functional"]
    sys.modules["torchvision.ops.boxes"].batched_nms = batched_nms_with(compiled_nms())


def compiled_nms():
    folder = tempfile.mkdtemp(prefix="omnifer-nms-")
    library = str(Path(folder) / "nms.so")
    subprocess.run(["cc", "-O3", "-shared", "-fPIC", "-o", library, str(Path(__file__).with_name("nms.c"))], check=True)
    function = ctypes.CDLL(library).nms
    function.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_void_p]
    function.restype = None
    return function


def batched_nms_with(function):
    def nms(boxes: torch.Tensor, scores: torch.Tensor, most: float) -> torch.Tensor:
        order = scores.sort(stable=True, descending=True).indices
        sorted_boxes = boxes[order].contiguous()
        kept = torch.ones(len(order), dtype=torch.uint8)
        function(sorted_boxes.data_ptr(), len(order), most, kept.data_ptr())
        return order[kept.bool()]

    def batched_nms(boxes: torch.Tensor, scores: torch.Tensor, classes: torch.Tensor, most: float) -> torch.Tensor:
        if boxes.numel() == 0:
            return torch.empty(0, dtype=torch.int64)
        if boxes.numel() <= FEW_NUMBERS:
            return nms(boxes + (classes.to(boxes) * (boxes.max() + 1))[:, None], scores, most)
        places = [torch.where(classes == one)[0] for one in torch.unique(classes)]
        kept = torch.cat([place[nms(boxes[place], scores[place], most)] for place in places]).sort().values
        return kept[scores[kept].sort(descending=True).indices]

    return batched_nms
