"""Times the reference scripts of golden/tensor, copied to the folder OUT, in CPU seconds of this process. Prints JSON: kernel -> seconds of each repeat."""
import contextlib, io, json, os, re, runpy, sys, time

folder = os.environ['OUT']
os.chdir(folder)
sys.path.insert(0, folder)
time.time = time.process_time                      # the sweep script times itself: now in CPU seconds


def sweeps(loops):
    sys.argv = ['two_site_sweep.py', 'spk8x10_D8', 'spk8x10_train.npy', '1e-3', '.02', '10', str(loops), '8']
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        runpy.run_path('two_site_sweep.py', run_name='__main__')
    return [float(seconds) for seconds in re.findall(r' (\d+\.\d+)s peer', text.getvalue())]


def timed(work, repeats):
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return seconds


import numpy as np
import mps_eval

chain = mps_eval.right_canon(mps_eval.load('spk8x10_D8'))
trials = np.load('spk8x10_train.npy').reshape(-1, 80).astype(int)
print(json.dumps({
    'sweep': sweeps(6)[2:],
    'sample': timed(lambda: mps_eval.sample(chain, 20000, np.random.default_rng(5)), 4)[1:],
    'forecast': timed(lambda: mps_eval.forecast(chain, trials, 8, 10), 6)[1:],
    'score': timed(lambda: mps_eval.logp(chain, trials), 6)[1:],
    'numpy': np.__version__}))
