/**
 * Mean fields of the kinetic Ising network: m, C and D of the next bin from those of this one, without sampling. Each is a Plefka expansion around a manifold of simpler
 * networks, and one {@link org.spinspike.ising.meanfield.ReferenceManifold} differs from another only in which couplings it keeps exactly. docs/background/mean-fields.md derives them.
 * Start reading at {@link org.spinspike.ising.meanfield.MeanField}.
 */
package org.spinspike.ising.meanfield;
