/**
 * The application: the list of families, the tasks, the report and the command line. May use everything below it.
 * Start reading at {@link org.spinspike.app.Families}, then {@code task}.
 */
package org.spinspike.app;
