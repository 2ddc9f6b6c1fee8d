"""Cuts the entropy flows out of ss_tiny_N4_R50_T40.npz (see golden_statespace.py): usage: python make_ss_flow.py ss_tiny_N4_R50_T40.npz"""
import sys
import numpy as np

d = np.load(sys.argv[1])
np.savez_compressed('ss_flow_N4_T40.npz', theta_true=d['theta_true'], theta_est=d['theta_s'], m0=d['m0'],
                    **{k: d[k] for k in ('mf_flow_true', 'mf_flow_est', 'exact_flow_true', 'sampled_flow_true')})
