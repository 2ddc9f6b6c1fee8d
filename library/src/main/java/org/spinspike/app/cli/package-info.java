/**
 * The command line: parses words into a request, and a result into words. Knows no mathematics. Start reading at {@link org.spinspike.app.cli.Main}.
 */
package org.spinspike.app.cli;
