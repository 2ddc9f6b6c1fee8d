/**
 * What a model can do, said by the capabilities it implements, and how one is made.
 * Families of models live in packages of their own and never import one another. Start reading at {@link org.spinspike.model.Family}.
 */
package org.spinspike.model;
