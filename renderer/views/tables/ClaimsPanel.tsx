// The paper's sentences about the table, beside what its own numbers say and what this project's do.
import type { TableClaim } from "../../../core/contract/table-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { strings } from "../../strings.ts";

const words = strings.tables;

export const ClaimsPanel = ({ claims }: { claims: readonly TableClaim[] }) => (
  <Panel title={words.claims}>
    <table className="table claims-table number">
      <caption className="visually-hidden">{words.claims}</caption>
      <thead>
        <tr>
          <th scope="col">{words.claimColumns.claim}</th>
          <th scope="col">{words.claimColumns.published}</th>
          <th scope="col">{words.claimColumns.own}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map(({ text, published, own }) => (
          <tr key={text}>
            <th scope="row">{text}</th>
            <td>{published}</td>
            <td>{own}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Panel>
);
