package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Interfaces as a test wants them; it says when they change. */
final class FakeInterfaces implements InterfaceSource {
    private volatile List<ServerInterface> now = List.of();
    private volatile Consumer<? super List<ServerInterface>> heard = list -> {};
    private volatile boolean watched;

    static ServerInterface network(String name, int index, String... addresses) {
        List<ServerInterface.Address> list = Arrays.stream(addresses)
                .map(one -> new ServerInterface.Address(Ip4.of(one), 24))
                .toList();
        return new ServerInterface(name, index, name.equals("lo"), list, Optional.empty());
    }

    /** From now on these are there; a running server learns of it. */
    FakeInterfaces are(ServerInterface... interfaces) {
        now = List.of(interfaces);
        heard.accept(now);
        return this;
    }

    boolean isWatched() {
        return watched;
    }

    @Override
    public List<ServerInterface> read() {
        return now;
    }

    @Override
    public Watch watch(Predicate<? super String> wanted, Consumer<? super List<ServerInterface>> consumer) {
        watched = true;
        heard = list -> consumer.accept(
                list.stream().filter(one -> wanted.test(one.name())).toList());
        return () -> watched = false;
    }
}
