// The painted part of the histogram.
import { useLayoutEffect, useRef } from "react";
import { resolvedClassColours } from "../../class-colour.ts";
import { useTheme } from "../../theme.ts";
import { drawHistogram, type HistogramPicture } from "./draw-histogram.ts";

export function HistogramCanvas(picture: Omit<HistogramPicture, "colours">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useTheme(); // paints anew in other colours
  const { width, height, thresholds } = picture;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.current.width !== pixelWidth) canvas.current.width = pixelWidth;
    if (canvas.current.height !== pixelHeight) canvas.current.height = pixelHeight;
    const colours = resolvedClassColours(thresholds.length, getComputedStyle(document.documentElement));
    drawHistogram(context, { ...picture, colours }, ratio);
  });
  return <canvas ref={canvas} className="histogram-canvas" style={{ width, height }} aria-hidden />;
}
