/**
 * Benchmarks of the tensor kernels, in their package because kernels are nobody else's business. Start reading at {@link org.spinspike.tensor.MpsBenchmark}.
 */
package org.spinspike.tensor;
