// Fig. 5: what training costs without auxiliary samples, with the mined ones, and with the distilled ones. The paper prints a picture
// without values; its text says that DAS costs about as much as none, and both far less than VAS.
import { type CostGroup, costArms } from "../contract/table-views.ts";
import type { ArmResult, PaperNetwork, PaperSet, TableArm } from "./arm-result.ts";
import { meanOf } from "./mean-deviation.ts";
import { networkTitles, setTitles } from "./paper/names.ts";
import type { TableNumber } from "./paper/table.ts";
import { armName, armsOf } from "./table-arms.ts";

/** The same retraining in all three: from the primitive learner, so that nothing but the samples differs. */
const armOf: Record<(typeof costArms)[number], TableArm> = { none: "control-das", vas: "vas", das: "das" };

/**
 * One group for each network and anchor of a table that anything was run of: seconds of training, mean over seeds. Mining and
 * distilling come before the training and are not in it, as in the paper's figure.
 */
export function costFigure(table: TableNumber, results: ReadonlyMap<string, ArmResult>): CostGroup[] {
  const settings = new Map<string, { network: PaperNetwork; anchor: PaperSet; training: PaperSet; test: PaperSet }>();
  for (const { network, anchor, training, test, arm } of armsOf(table)) {
    if (arm === "das") settings.set(`${network} ${anchor}`, { network, anchor, training, test });
  }
  return [...settings.values()].flatMap((setting) => {
    const secondsOf = (arm: TableArm): number[] => (results.get(armName({ ...setting, arm }))?.seeds ?? []).map(({ seconds }) => seconds);
    const none = secondsOf(armOf.none);
    const bars = costArms.flatMap((arm) => {
      const seconds = secondsOf(armOf[arm]);
      if (seconds.length === 0) return [];
      const ratioToNone = none.length > 0 ? meanOf(seconds) / meanOf(none) : null;
      return [{ arm, seconds: meanOf(seconds), seeds: seconds.length, ratioToNone }];
    });
    if (bars.length === 0) return [];
    const { network, anchor, training } = setting;
    const mined = anchor === training ? "" : `, ${setTitles[anchor]} as anchor`;
    return [{ name: `${networkTitles[network]} on ${setTitles[training]}${mined}`, bars }];
  });
}
