package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question to the database. */
abstract class Read<T> extends Operation<T> {
    private @Nullable T found;

    /** Says what to fetch. */
    void collect(Lookup lookup) {}

    final void find(Lookup lookup) throws SQLException {
        found = look(lookup);
    }

    abstract T look(Lookup lookup) throws SQLException;

    @Override
    final void answer() {
        if (found != null) {
            result.complete(found);
        }
    }

    static Read<Optional<Lease>> byAddress(Ip4 address) {
        return new Read<>() {
            @Override
            void collect(Lookup lookup) {
                lookup.want(address);
            }

            @Override
            Optional<Lease> look(Lookup lookup) {
                return lookup.find(address);
            }
        };
    }

    static Read<Optional<Lease>> byClient(String network, ClientKey client) {
        return new Read<>() {
            @Override
            void collect(Lookup lookup) {
                lookup.want(network, client);
            }

            @Override
            Optional<Lease> look(Lookup lookup) {
                return lookup.find(network, client);
            }
        };
    }

    static Read<List<Lease>> between(Ip4 first, Ip4 last, int limit) {
        return new Read<>() {
            @Override
            List<Lease> look(Lookup lookup) throws SQLException {
                return Queries.between(lookup.session(), first, last, limit);
            }
        };
    }

    static Read<Long> countTaken(String network, Instant now) {
        return new Read<>() {
            @Override
            Long look(Lookup lookup) throws SQLException {
                return Queries.countTaken(lookup.session(), network, now);
            }
        };
    }
}
