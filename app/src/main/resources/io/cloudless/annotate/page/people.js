// Who did how much, and how well they agree.

import { statistics } from "./api.js";

const COLUMNS = [
  ["", (person) => person.name],
  ["Done", (person) => person.done],
  ["Skipped", (person) => person.skipped + person.deleted],
  ["Reviewed", (person) => person.reviewed],
  ["Seconds", (person) => (person.medianSeconds === null ? "–" : person.medianSeconds.toFixed(1))],
];

export async function showPeople(table, agreement) {
  const { people, agreement: agreed } = await statistics();
  // Whoever works alone needs no column of zeros.
  const columns = COLUMNS.filter(([head]) => head !== "Reviewed" || people.some((person) => person.reviewed > 0));
  table.replaceChildren(row("th", columns.map(([head]) => head)), ...people.map((person) => row("td", columns.map(([, of]) => of(person)))));
  table.hidden = people.length === 0;
  const known = agreed?.images > 0 && agreed.iou !== null;
  agreement.textContent = known
    ? `Two people agree on ${agreed.images} images: IoU ${agreed.iou.toFixed(2)}, kappa ${agreed.kappa?.toFixed(2) ?? "–"}`
    : "";
}

function row(kind, texts) {
  const line = document.createElement("tr");
  line.append(
    ...texts.map((text) => {
      const cell = document.createElement(kind);
      cell.textContent = text;
      return cell;
    }),
  );
  return line;
}
