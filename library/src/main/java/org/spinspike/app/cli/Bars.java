package org.spinspike.app.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.spinspike.math.Progress;

/** One progress bar on stderr at a time; a new task closes the old one's. */
final class Bars implements Progress {
    private String task;
    private ProgressBar bar;

    @Override public synchronized void at(String task, long done, long total) {
        if (!task.equals(this.task)) {
            if (bar != null) bar.close();
            this.task = task;
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).build();
        }
        bar.stepTo(done);
        if (done == total) {
            bar.close();
            this.task = null;
            bar = null;
        }
    }
}
