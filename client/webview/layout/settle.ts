// Boxes of one column, in their order, as near as possible to where each wants to be without overlapping: the least sum of squares
// (isotonic regression by pooling neighbours that get in each other's way). Linear.

export interface Wish {
  /** Where it wants to be: its port. */
  readonly port: number;
  /** What it takes above and below its port. */
  readonly above: number;
  readonly below: number;
  /** How much it counts that it is there. */
  readonly weight: number;
}

/** The ports; `top` and `bottom` are the ends of the room there is, which must suffice. */
export function settle(wishes: readonly Wish[], top = -Infinity, bottom = Infinity): number[] {
  // Without what is taken before it each wish is about one number that may not decrease.
  const pools: { sum: number; weight: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const { port, above, below, weight } of wishes) {
    offsets.push(offset + above);
    let pool = { sum: (port - offset - above) * weight, weight, count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.weight > pool.sum / pool.weight;
      last = pools.at(-1)
    ) {
      pool = {
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
        count: last.count + pool.count,
      };
      pools.pop();
    }
    pools.push(pool);
    offset += above + below;
  }
  const ports: number[] = [];
  for (const { sum, weight, count } of pools) {
    // Whole pixels: with whole heights all sides of boxes are sharp.
    const start = Math.max(top, Math.min(bottom - offset, Math.round(sum / weight)));
    for (let left = count; left > 0; left--) ports.push(start + (offsets[ports.length] ?? 0));
  }
  return ports;
}
