/**
 * What can be done, one class a task: a request record in, a result record out, no terminal and no HTTP.
 * Start reading at {@link org.spinspike.app.task.FitModel}.
 */
package org.spinspike.app.task;
