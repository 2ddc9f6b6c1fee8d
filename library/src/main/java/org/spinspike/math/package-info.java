/**
 * Preconditions, random streams, progress, named arrays and the numerical ground the models stand on.
 * Nothing here knows what a neuron is. Start reading at {@link org.spinspike.math.Seed}.
 */
package org.spinspike.math;
