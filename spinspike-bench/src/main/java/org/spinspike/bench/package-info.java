/**
 * How fast the kernels are: beside the NumPy scripts that made the reference values, beside matrix products, and on two threads. A workload lies in the
 * package of the kernels it runs, as a test would. Start reading at {@link org.spinspike.bench.Yardstick}.
 */
package org.spinspike.bench;
