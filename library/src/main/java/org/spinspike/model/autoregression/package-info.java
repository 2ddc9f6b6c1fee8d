/**
 * Neurons that are logistic in the bins before: what {@code glm} and {@code kinetic-ising} share, being one law under two names. {@link
 * org.spinspike.model.autoregression.PastRows} makes the rows of the regressions, {@link org.spinspike.model.autoregression.Autoregression} is the law they lead to.
 * Start reading at {@link org.spinspike.model.autoregression.Autoregression}.
 */
package org.spinspike.model.autoregression;
