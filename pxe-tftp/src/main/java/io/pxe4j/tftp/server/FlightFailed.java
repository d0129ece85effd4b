package io.pxe4j.tftp.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@link TransferFailed} for Java Flight Recorder. */
@Name("io.pxe4j.tftp.TransferFailed")
@Label("TFTP Transfer Failed")
@Description("A transfer ended before its last block")
@Category({"pxe4j", "TFTP"})
@StackTrace(false)
final class FlightFailed extends FlightTransfer {
    @Label("Reason")
    @SuppressWarnings("UnusedVariable") // JFR reads it
    private String reason = "";

    @Label("Detail")
    @SuppressWarnings("UnusedVariable")
    private String detail = "";

    /** Costs nearly nothing while nobody records. */
    static void record(TransferInfo info, TransferFailure reason, String detail, TransferStatistics statistics) {
        FlightFailed event = new FlightFailed();
        if (event.isEnabled()) {
            event.fill(info, statistics);
            event.reason = reason.name();
            event.detail = detail;
            event.commit();
        }
    }
}
