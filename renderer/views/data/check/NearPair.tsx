// A picture and the one that it shows again, as the lists of the check have them: side by side, named, and how alike they are.
import type { NearDuplicate } from "../../../../core/hygiene/data-check.ts";
import { strings } from "../../../strings.ts";
import type { Entry } from "./EntryTable.tsx";
import { PictureFacts } from "./PictureFacts.tsx";

/** @param datasetId  whose rows they are */
export const sideBySide = (datasetId: string, { picture, known }: NearDuplicate): Pick<Entry, "key" | "openLabel" | "pictures"> => ({
  key: `${picture.row} ${known.row}`,
  openLabel: strings.check.openPair(picture.file, known.file),
  pictures: [picture, known].map(({ row, file, split, label }) => ({
    ...{ datasetId, row, file },
    caption: <PictureFacts split={split} label={label} />,
  })),
});

export const PictureCell = ({ picture: { split, label, file } }: { picture: NearDuplicate["picture"] }) => (
  <span className="check-cell">
    <PictureFacts split={split} label={label} />
    <span className="check-file">{file}</span>
  </span>
);

export const HowAlike = ({ pair }: { pair: NearDuplicate }) => (
  <span className="check-how number">
    <span>{pair.isExact ? strings.check.sameBytes : strings.check.bits(pair.distance)}</span>
    {!pair.isExact && <span>{strings.check.likeness(pair.likeness)}</span>}
    {pair.isMirrored && <span>{strings.check.mirrored}</span>}
  </span>
);
