// Boxes of one column, in their order, as near as possible to where each wants to be without overlapping: the least sum of squares
// (isotonic regression by pooling neighbours that get in each other's way). Linear.

export interface Wish {
  /** Where its middle wants to be. */
  readonly middle: number;
  /** With the room around it. */
  readonly height: number;
  /** How much it counts that it is there. */
  readonly weight: number;
}

/** The middles; `top` and `bottom` are the ends of the room there is, which must suffice. */
export function settle(wishes: readonly Wish[], top = -Infinity, bottom = Infinity): number[] {
  // Without the heights before it each wish is about one number that may not decrease.
  const pools: { sum: number; weight: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const { middle, height, weight } of wishes) {
    offsets.push(offset + height / 2);
    let pool = { sum: (middle - offset - height / 2) * weight, weight, count: 1 };
    for (
      let above = pools.at(-1);
      above && above.sum / above.weight > pool.sum / pool.weight;
      above = pools.at(-1)
    ) {
      pool = {
        sum: above.sum + pool.sum,
        weight: above.weight + pool.weight,
        count: above.count + pool.count,
      };
      pools.pop();
    }
    pools.push(pool);
    offset += height;
  }
  const middles: number[] = [];
  for (const { sum, weight, count } of pools) {
    // Whole pixels: with whole heights all edges of boxes are sharp.
    const start = Math.max(top, Math.min(bottom - offset, Math.round(sum / weight)));
    for (let left = count; left > 0; left--) middles.push(start + (offsets[middles.length] ?? 0));
  }
  return middles;
}
