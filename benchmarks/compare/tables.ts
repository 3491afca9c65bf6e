import type { CarrierName } from "../carriers/carrier.ts";
import { contestants } from "../peers/contestants.ts";
import type { Measured } from "./rounds.ts";
import type { Column } from "./run-carrier.ts";

/** The tables of one carrier in Markdown. */
export function tablesOf(carrier: CarrierName, columns: readonly Column[]): string {
  const cpu = table("CPU", columns, { value: ({ cpu: each }) => each, ratio: ({ cpuRatio }) => cpuRatio, unit: "µs" });
  if (carrier === "socket") return cpu;
  const second =
    carrier === "stub"
      ? table("Bytes allocated", columns, {
          value: ({ bytes }) => bytes / 1024,
          ratio: ({ bytesRatio }) => bytesRatio,
          unit: "KiB",
        })
      : table("Time that passes", columns, {
          value: ({ wall }) => wall,
          ratio: ({ wallRatio }) => wallRatio,
          unit: "µs",
        });
  return `${cpu}\n\n${second}`;
}

interface Quantity {
  readonly value: (measured: Measured) => number;
  readonly ratio: (measured: Measured) => number;
  readonly unit: string;
}

function table(title: string, columns: readonly Column[], { value, ratio, unit }: Quantity): string {
  const names = [...(columns[0]?.result.keys() ?? [])];
  const cells = (read: (column: Column) => string): string => columns.map((column) => ` ${read(column)} |`).join("");
  const rows = names.map(
    (name) => `| ${contestants[name].title} |${cells(({ result }) => ratioText(ratio(result.get(name) as Measured)))}`,
  );
  return [
    `| ${title} |${cells((column) => column.title)}`,
    `| --- |${cells(() => "---:")}`,
    `| Document Client, ${unit} |${cells(({ result }) => format(value(result.get("document") as Measured)))}`,
    ...rows,
  ].join("\n");
}

function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0);
}

function format(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
}
