// What was made on generated miniatures says so in words, and across the whole page: a picture of it must not pass for a reproduction.
import { TriangleAlert } from "lucide-react";
import { strings } from "../../strings.ts";

const words = strings.tables;

export const MiniatureBanner = () => (
  <div className="callout miniature-banner" role="note">
    <TriangleAlert className="callout-icon" aria-hidden />
    <p>
      <b>{words.miniature}.</b> {words.miniatureText}
    </p>
  </div>
);

export const Watermark = () => (
  <svg className="watermark" aria-hidden="true">
    <defs>
      <pattern id="watermark" width="920" height="340" patternUnits="userSpaceOnUse" patternTransform="rotate(-28)">
        <text x="20" y="110">
          {words.miniature}
        </text>
        <text x="460" y="280">
          {words.miniature}
        </text>
      </pattern>
    </defs>
    <rect width="100%" height="100%" fill="url(#watermark)" />
  </svg>
);
