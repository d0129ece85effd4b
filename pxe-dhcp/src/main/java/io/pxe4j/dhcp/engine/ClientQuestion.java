package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacketWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/**
 * A question to servers.
 *
 * @param message makes the message, but for xid and secs
 * @param target where the n-th packet goes, counted from 1
 * @param tries how many packets at most
 * @param delay how long to wait after the n-th packet, in nanoseconds
 * @param rule which answers count
 * @param taken takes an answer that counts
 * @param waited told when a wait is over; false if that was enough
 * @param silence told when all tries are used up
 */
record ClientQuestion(
        Supplier<DhcpPacketWriter> message,
        IntFunction<ClientTarget> target,
        int tries,
        IntToLongFunction delay,
        ClientRule rule,
        Consumer<ClientAnswer> taken,
        BooleanSupplier waited,
        Runnable silence) {
    ClientQuestion target(IntFunction<ClientTarget> target) {
        return new ClientQuestion(message, target, tries, delay, rule, taken, waited, silence);
    }

    ClientQuestion tries(int tries) {
        return new ClientQuestion(message, target, tries, delay, rule, taken, waited, silence);
    }

    ClientQuestion delay(int tries, IntToLongFunction delay) {
        return new ClientQuestion(message, target, tries, delay, rule, taken, waited, silence);
    }

    ClientQuestion waited(BooleanSupplier waited) {
        return new ClientQuestion(message, target, tries, delay, rule, taken, waited, silence);
    }
}
