package io.pxe4j.tftp.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@link TransferFinished} for Java Flight Recorder. */
@Name("io.pxe4j.tftp.TransferFinished")
@Label("TFTP Transfer Finished")
@Description("A file was sent or received whole")
@Category({"pxe4j", "TFTP"})
@StackTrace(false)
final class FlightFinished extends FlightTransfer {
    @Label("Confirmed")
    @SuppressWarnings("UnusedVariable") // JFR reads it
    private boolean confirmed;

    /** Costs nearly nothing while nobody records. */
    static void record(TransferInfo info, TransferStatistics statistics, boolean confirmed) {
        FlightFinished event = new FlightFinished();
        if (event.isEnabled()) {
            event.fill(info, statistics);
            event.confirmed = confirmed;
            event.commit();
        }
    }
}
