package org.spinspike.app.report.figure;

import java.awt.geom.Rectangle2D;

/** Where the data of a panel are drawn, and how its values become places. */
record Frame(Rectangle2D area, Scale xScale, Scale yScale) {
    double x(double value) { return area.getX() + (value - xScale.low()) / (xScale.high() - xScale.low()) * area.getWidth(); }

    double y(double value) { return area.getMaxY() - (value - yScale.low()) / (yScale.high() - yScale.low()) * area.getHeight(); }
}
