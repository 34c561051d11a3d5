/** Starts a clock that tells the CPU time of this process since, in milliseconds: what other work on the machine takes is not the code's. */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
