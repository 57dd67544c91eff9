/** The part of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    beta: {
      /** Quantile of Beta(a, b). */
      inv(p: number, a: number, b: number): number
    }
  }
  export default jStat
}
