/**
 * The one door to BLAS and LAPACK: products, SVD, QR and Cholesky on flat row-major arrays.
 * Which library stands behind it is decided once, in {@link org.spinspike.math.linalg.Backend}. Start reading there.
 */
package org.spinspike.math.linalg;
