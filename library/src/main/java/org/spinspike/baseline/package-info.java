/**
 * The models every reviewer asks for beside a new one: independent cells and logistic autoregression.
 * Each family is one fitted model, its options, its trainer and the family that makes it by name.
 * Start reading at {@link org.spinspike.baseline.IndependentModel}.
 */
package org.spinspike.baseline;
