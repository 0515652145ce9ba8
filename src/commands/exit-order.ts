/** Where several exit codes apply, the first of these that does wins. */
export const planOrder: readonly number[] = [1, 3, 8, 4, 5, 2, 0];
export const applyOrder: readonly number[] = [1, 130, 10, 7, 8, 3, 4, 5, 6, 9, 0];

export function firstOf(order: readonly number[], codes: readonly number[]): number {
  return order.find((code) => codes.includes(code)) ?? 0;
}
