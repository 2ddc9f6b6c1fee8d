/** Optimisation: problems small enough to be solved exactly, and the methods that solve them. Start reading at {@link org.spinspike.math.optim.LogisticRegression}. */
package org.spinspike.math.optim;
