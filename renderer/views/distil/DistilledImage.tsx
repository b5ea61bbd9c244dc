// One distilled image as it is: pixel for pixel, whatever its size on screen.
import { distilledPictureUrl } from "../../../core/distillation/distillation-view.ts";
import { useDistil } from "../../stores/stores.tsx";

interface DistilledImageProps {
  distillationId: string;
  epoch: number;
  index: number;
  /** Empty where words beside the image say the same. */
  alt: string;
}

export function DistilledImage({ distillationId, epoch, index, alt }: DistilledImageProps) {
  const contrast = useDistil((state) => state.contrast);
  return (
    <img
      className="distilled-image"
      src={distilledPictureUrl(distillationId, epoch, index, contrast)}
      alt={alt}
      decoding="async"
      draggable={false}
    />
  );
}
