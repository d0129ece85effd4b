package io.pxe4j.dhcp.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The offers that a client has collected, of address servers and ProxyDHCP servers.
 *
 * @param all every offer, in the order of their coming
 */
public record ClientOffers(List<ClientAnswer> all) {
    /** None yet. */
    public static final ClientOffers NONE = new ClientOffers(List.of());

    // As many as EDK2 keeps.
    static final int MAX = 16;

    /** Copies the list. */
    public ClientOffers {
        all = List.copyOf(all);
    }

    /** The offers of an address. */
    public List<ClientAnswer> addresses() {
        return select(offer -> offer.address().isPresent());
    }

    /** The offers of ProxyDHCP servers: boot information without an address. */
    public List<ClientAnswer> proxies() {
        return select(offer -> offer.address().isEmpty());
    }

    /** The offer by which a boot client would boot: a proxy's before that of an address server, as option 60 marks them. */
    public Optional<ClientAnswer> boot() {
        return proxies().stream()
                .findFirst()
                .or(() -> addresses().stream().filter(ClientAnswer::isForBoot).findFirst());
    }

    /** Whether there is an address, and boot information or the word that none will come: when iPXE stops waiting. */
    public boolean isBootable() {
        return !addresses().isEmpty()
                && (boot().isPresent() || addresses().stream().anyMatch(ClientAnswer::isComplete));
    }

    ClientOffers plus(ClientAnswer offer) {
        List<ClientAnswer> more = new ArrayList<>(all);
        more.add(offer);
        return new ClientOffers(more);
    }

    private List<ClientAnswer> select(Predicate<ClientAnswer> which) {
        return all.stream().filter(which).toList();
    }
}
