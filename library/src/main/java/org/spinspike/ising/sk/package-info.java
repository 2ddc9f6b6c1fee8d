/**
 * The Sherrington-Kirkpatrick model with asymmetric couplings, all neurons updated together: its order parameters and entropies for infinitely many neurons,
 * its critical line, and networks of finite size beside them, drawn anew for every trial. Start reading at {@link org.spinspike.ising.sk.SkEnsemble}, then
 * {@link org.spinspike.ising.sk.OrderParameters}.
 */
package org.spinspike.ising.sk;
