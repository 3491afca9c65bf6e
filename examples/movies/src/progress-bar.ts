/** Where progress is shown: `process.stderr` fits. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const width = 30;
const redrawMilliseconds = 50;

/** Shows how far something has come: in a terminal as one line drawn again and again, elsewhere as a line per quarter. */
export class ProgressBar {
  readonly #stream: ProgressStream;
  readonly #label: string;
  readonly #total: number;
  #shown = 0;
  #drawnAt = 0;

  constructor(stream: ProgressStream, label: string, total: number) {
    this.#stream = stream;
    this.#label = label;
    this.#total = total;
  }

  update(done: number): void {
    if (this.#stream.isTTY) this.#draw(done);
    else this.#tell(done);
  }

  #draw(done: number): void {
    const now = performance.now();
    if (done < this.#total && now - this.#drawnAt < redrawMilliseconds) return;
    this.#drawnAt = now;
    const filled = Math.floor(this.#share(done) * width);
    const bar = "█".repeat(filled) + "░".repeat(width - filled);
    this.#stream.write(`\r    ${bar} ${this.#text(done)}${done < this.#total ? "" : "\n"}`);
  }

  #tell(done: number): void {
    const quarter = Math.floor(this.#share(done) * 4);
    if (quarter <= this.#shown) return;
    this.#shown = quarter;
    this.#stream.write(`    ${this.#text(done)}\n`);
  }

  #share(done: number): number {
    return this.#total === 0 ? 1 : done / this.#total;
  }

  #text(done: number): string {
    const percent = String(Math.floor(this.#share(done) * 100)).padStart(3);
    return `${percent} % ${this.#label} ${done.toLocaleString("en")} of ${this.#total.toLocaleString("en")}`;
  }
}
