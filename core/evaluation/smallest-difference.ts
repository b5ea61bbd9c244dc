// What a comparison could have shown at all: "nothing can be told" means little where the test set is too small to tell anything.

/** Normal quantiles: a two-sided test at 5 %, and a power of 80 %. */
const [z975, z80] = [1.959963984540054, 0.8416212335729143];

/**
 * The smallest true difference that a two-sided test at 5 % finds four times in five: (z_0.975 + z_0.80) standard errors, 2.80 of them.
 *
 * The standard error is that of the paired bootstrap (paired-interval.ts). Over several seeds it holds seeds and test pictures; for one
 * seed it holds the test pictures alone, as if the two networks were the only ones that could have come out, so the true number is larger.
 *
 * @returns in the unit of `standardError`; 0 where the bootstrap saw no difference at all, of which nothing follows
 */
export const smallestDifference = ({ standardError }: { standardError: number }): number => (z975 + z80) * standardError;
