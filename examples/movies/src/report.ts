import { styleText } from "node:util";
import { StepMeter, type StepCost } from "./step-meter.ts";

/** What a step works with. */
export interface Step {
  readonly meter: StepMeter;
  /** Prints a line below the heading of the step. */
  readonly say: (line: string) => void;
  /** Sets what the summary tells as the result of the step. */
  readonly conclude: (result: string) => void;
}

/** A line of the summary. */
interface Row {
  readonly title: string;
  readonly result: string;
  readonly milliseconds: number;
  /** Absent if the step used no repository. */
  readonly cost?: StepCost | undefined;
}

/** Prints what the demo does, step by step, and at the end what each step cost. */
export class Report {
  readonly #rows: Row[] = [];
  readonly #hasColour = process.stdout.isTTY && !process.env["NO_COLOR"];

  /** Runs a step under its heading. */
  async step<Result>(title: string, work: (step: Step) => Promise<Result>): Promise<Result> {
    this.heading(`${this.#rows.length + 1}. ${title}`);
    const meter = new StepMeter();
    let conclusion = "";
    const step = {
      meter,
      say: (line: string) => this.say(line),
      conclude: (result: string) => void (conclusion = result),
    };
    const start = performance.now();
    const result = await work(step);
    this.#rows.push({ title, result: conclusion, milliseconds: performance.now() - start, cost: meter.cost() });
    return result;
  }

  heading(text: string): void {
    console.log(`\n${this.#hasColour ? styleText("bold", text) : text}`);
  }

  say(line: string): void {
    console.log(`    ${line}`);
  }

  /** The table of all steps, and their sums. A dash: not asked through a repository, so not measured. */
  summary(): void {
    this.heading("Summary");
    const cells = this.#rows.map(cellsOf);
    const lines = [["step", "result", "requests", "ms", "units"], ...cells, cellsOf(total(this.#rows))];
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
    const rule = widths.map((length) => "-".repeat(length));
    lines.splice(1, 0, rule);
    lines.splice(-1, 0, rule);
    for (const line of lines) {
      const padded = line.map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      this.say(padded.join("  ").trimEnd());
    }
  }
}

function cellsOf({ title, result, milliseconds, cost }: Row): string[] {
  return [
    title,
    result,
    cost?.requests.toLocaleString("en") ?? "-",
    milliseconds.toFixed(0),
    cost?.capacityUnits.toFixed(1) ?? "-",
  ];
}

function total(rows: readonly Row[]): Row {
  return {
    title: "total",
    result: "",
    milliseconds: rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    cost: {
      requests: rows.reduce((sum, { cost }) => sum + (cost?.requests ?? 0), 0),
      capacityUnits: rows.reduce((sum, { cost }) => sum + (cost?.capacityUnits ?? 0), 0),
    },
  };
}
