package io.pxe4j.dhcp.server;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where the server learns which interfaces there are. */
interface InterfaceSource {
    /** The machine's interfaces now. */
    List<ServerInterface> read();

    /** Tells how those of the wanted names are, now and then or when they change, on any thread, until the watch is closed. */
    Watch watch(Predicate<? super String> wanted, Consumer<? super List<ServerInterface>> heard);

    /** A watch that goes on. */
    interface Watch {
        /** Ends it and its thread; later tellings are possible for a moment. */
        void close();
    }
}
