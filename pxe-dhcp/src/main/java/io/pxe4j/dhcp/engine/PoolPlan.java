package io.pxe4j.dhcp.engine;

/**
 * A pool at work.
 *
 * @param range its addresses
 * @param map which of them are open
 * @param guard the classes whose members may have them, one bit each; 0 for everybody
 * @param terms what goes with an address from here
 */
record PoolPlan(AddressPool range, PoolMap map, long guard, TermsCache terms) {
    boolean admits(long classes) {
        return guard == 0 || (guard & classes) != 0;
    }
}
