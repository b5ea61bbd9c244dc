// How far a printed accuracy can be trusted, of which nobody knows more than itself and the size of its test set.

/**
 * Binomial standard error of an accuracy on so many pictures. A lower bound: seeds, and pictures of one person, make the true one larger.
 * It is no test either, because whose pictures were missed is not printed.
 *
 * @param accuracy  0 to 1
 */
export const publishedStandardError = (accuracy: number, testCount: number): number => Math.sqrt((accuracy * (1 - accuracy)) / testCount);

/** A difference of accuracies as a number of test pictures: 0.0067 of 213 are 1.4. */
export const picturesOf = (difference: number, testCount: number): number => difference * testCount;
