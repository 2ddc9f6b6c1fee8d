/**
 * Recordings made up under laws that are known, for demonstrations and for asking whether a model finds what is there.
 * Each kind is one class; the same seed gives the same recording on any machine. Start reading at {@link org.spinspike.app.simulation.Simulator}.
 */
package org.spinspike.app.simulation;
