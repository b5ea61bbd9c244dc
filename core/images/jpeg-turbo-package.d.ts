// Types of what core/images/jpeg-turbo.ts uses of a package that brings none.
declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs" {
  /** Its buffers are views of the sandbox's memory, good until the next call. */
  export interface JpegDecoder {
    getEncodedBuffer(byteCount: number): Uint8Array;
    /** Throws at errors and at warnings (a damaged scan, a premature end). */
    decode(): void;
    getDecodedBuffer(): Uint8ClampedArray;
    getFrameInfo(): { width: number; height: number; componentCount: number };
  }
  export default function createModule(): Promise<{ JPEGDecoder: new () => JpegDecoder }>;
}
