/** A payload as the tests read it: freely, since a wrong guess fails the test that made it. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = Record<string, any>
