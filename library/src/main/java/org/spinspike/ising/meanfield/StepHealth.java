package org.spinspike.ising.meanfield;

/**
 * What a mean field found while it computed one bin. A series cut short may leave what moments can be; it never does so silently.
 *
 * @param finite             whether every number of m and C is
 * @param positive           whether C is positive semidefinite, to 1e-12
 * @param largestCovariance  the largest |C_ij| of two neurons, which spins keep at or below 1
 * @param largestCorrelation the largest correlation between the inputs of two neurons, |W_ik| / sqrt(W_ii W_kk); NaN where the method does not ask for it
 * @param leastVariance      the least variance of the input of a neuron; NaN where the method does not ask for it. Below 0 the covariances it came from are none;
 *                           at -1 and below the equation of a mean may have several roots.
 * @param equations          equations theta + V tanh theta = h that were solved
 * @param bracketed          those of them that were left over where many are solved at once, and went one by one through their brackets
 * @param newtonSteps        the most steps one of them took
 */
public record StepHealth(boolean finite, boolean positive, double largestCovariance, double largestCorrelation, double leastVariance, long equations, long bracketed, int newtonSteps) {}
