// Undo over several fields: the browser's own knows one field at a time.

export interface State {
  texts: string[];
  at: number;
  caret: number;
}

const MOST = 300;
const TOGETHER = 1000;

/** Steps back and forth; what is typed in one go is one step. */
export class History {
  private past: State[] = [];
  private future: State[] = [];
  private typing = false;
  private last = 0;

  constructor(private now: State) {}

  /** The state after a change. */
  record(state: State, typed: boolean): void {
    const joins =
      typed && this.typing && state.at === this.now.at && Date.now() - this.last < TOGETHER;
    if (!joins) this.past = [...this.past, this.now].slice(-MOST);
    this.now = state;
    this.future = [];
    this.typing = typed;
    this.last = Date.now();
  }

  /** One step back, if there is one. */
  undo(): State | undefined {
    return this.step(this.past, this.future);
  }

  /** One step forth again. */
  redo(): State | undefined {
    return this.step(this.future, this.past);
  }

  private step(from: State[], to: State[]): State | undefined {
    const found = from.pop();
    if (!found) return undefined;
    to.push(this.now);
    this.now = found;
    this.typing = false;
    return found;
  }
}
