"""Every eleventh point of the published maps of the asymmetric SK model (numbers of the data files of
github.com/MiguelAguilera/asymmetric-SK-model), from sk_repo_heatmap-H0-0.npz and sk_repo_heatmap-H0-0.5.npz in this folder."""
import numpy as np

with open('sk_maps.csv', 'w') as out:
    out.write('DeltaH,DeltaJ,beta,m,q,sigma,S,Sr\n')
    for h in ('0', '0.5'):
        z = np.load('sk_repo_heatmap-H0-%s.npz' % h)
        for j in range(0, 100, 11):
            for b in range(0, 100, 11):
                out.write('%s,%.17g,%.17g,%s\n' % (h, z['DeltaJ'][j], z['beta'][b], ','.join('%.9g' % z[k][j, b] for k in ('m', 'q', 'sigma', 'S', 'Sr'))))
