package io.pxe4j.ipxe.eval;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What there is around a machine. Names and addresses are bytes.
 *
 * @param contents what is found at URIs
 * @param hosts the addresses of names, four bytes or sixteen
 * @param pci the PCI functions, as segment, bus, device and function in 16, 8, 5 and 3 bits
 * @param usb the USB devices, as bus and address in 8 bits each
 */
record Surroundings(
        Map<String, byte[]> contents, Map<String, String> hosts, NavigableSet<Long> pci, NavigableSet<Long> usb) {
    static Surroundings of(
            Map<String, byte[]> contents, Map<String, String> hosts, Collection<Long> pci, Collection<Long> usb) {
        return new Surroundings(Map.copyOf(contents), Map.copyOf(hosts), inOrder(pci), inOrder(usb));
    }

    private static NavigableSet<Long> inOrder(Collection<Long> numbers) {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(numbers));
    }
}
