"""Steps of a kinetic Ising network with m, C and D from trials side by side, in NumPy. Prints spin updates a CPU second of each size as JSON.

argv: trials neurons...
"""
import json, sys, time

import numpy as np

trials, sizes = int(sys.argv[1]), [int(n) for n in sys.argv[2:]]
random = np.random.default_rng(7)


def rate(neurons, repeats=5):
    H = 1.11 * random.uniform(-.5, .5, neurons)
    J = 1.11 * (1 / neurons + .1 * random.standard_normal((neurons, neurons)) / np.sqrt(neurons))
    s, seconds = np.ones((trials, neurons)), []
    for _ in range(repeats):
        start = time.process_time()
        t = np.tanh(s @ J.T + H)
        m = t.mean(0)
        C = t.T @ t / trials - np.outer(m, m)
        D = t.T @ s / trials - np.outer(m, s.mean(0))
        s = np.where(2 * random.random(t.shape) - 1 < t, 1., -1.)
        seconds.append(time.process_time() - start)
    return trials * neurons / np.median(seconds)


print(json.dumps({'numpy': np.__version__, 'rate': [rate(n) for n in sizes]}))
