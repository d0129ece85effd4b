package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@link RequestRefused} for Java Flight Recorder. */
@Name("io.pxe4j.tftp.RequestRefused")
@Label("TFTP Request Refused")
@Description("A packet started no transfer")
@Category({"pxe4j", "TFTP"})
@StackTrace(false)
final class FlightRefused extends Event {
    @Label("Client")
    @SuppressWarnings("UnusedVariable") // JFR reads it
    private String client = "";

    @Label("Server")
    @SuppressWarnings("UnusedVariable")
    private String server = "";

    @Label("File")
    @SuppressWarnings("UnusedVariable")
    private String file = "";

    @Label("Reason")
    @SuppressWarnings("UnusedVariable")
    private String reason = "";

    @Label("Detail")
    @SuppressWarnings("UnusedVariable")
    private String detail = "";

    /** Whether somebody records, so that a detail is worth its words. */
    static boolean isRecorded() {
        return new FlightRefused().isEnabled();
    }

    /** Costs nearly nothing while nobody records. */
    static void record(
            InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {
        FlightRefused event = new FlightRefused();
        if (event.isEnabled()) {
            event.client = client.toString();
            event.server = server.toString();
            event.file = file;
            event.reason = reason.name();
            event.detail = detail;
            event.commit();
        }
    }
}
