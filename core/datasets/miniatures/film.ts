// A short film from pictures, where ffmpeg is at hand.
import { execFile } from "node:child_process";
import type { FilmPrograms } from "../../images/film-programs.ts";

/** AVI with motion JPEG, 24 frames a second as MMI has. @param frames  encoded pictures of one size */
export function writeFilm({ ffmpeg }: FilmPrograms, place: string, frames: readonly Buffer[]): Promise<void> {
  const options = "-v error -y -f image2pipe -framerate 24 -i pipe:0 -c:v mjpeg -q:v 2 -pix_fmt yuvj444p -f avi".split(" ");
  return new Promise((resolve, reject) => {
    const child = execFile(ffmpeg, [...options, `file:${place}`], (error) => (error ? reject(error) : resolve()));
    child.stdin!.end(Buffer.concat(frames));
  });
}
