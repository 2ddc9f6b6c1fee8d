/** Special functions the models share, written so that they neither overflow nor cancel. Start reading at {@link org.spinspike.math.special.Logistic}. */
package org.spinspike.math.special;
