/** What the load test of March reached without an error. */
export const PEAK_REQUESTS = 120;
